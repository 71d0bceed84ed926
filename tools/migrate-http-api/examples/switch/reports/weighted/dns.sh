#!/bin/sh
# sh dns.sh begin | weights <percent of the HTTP API> | end
set -eu

NAME=api.example.com.
ZONE=Z0123456789ABC
REGION=eu-west-1

REST=$(aws apigatewayv2 get-domain-name --region "$REGION" --domain-name api.example.com --query 'DomainNameConfigurations[0].ApiGatewayDomainName' --output text)
REST_ZONE=$(aws apigatewayv2 get-domain-name --region "$REGION" --domain-name api.example.com --query 'DomainNameConfigurations[0].HostedZoneId' --output text)
FRONT=$(aws cloudformation describe-stacks --region "$REGION" --stack-name switch-api-example-com-front --query 'Stacks[0].Outputs[?OutputKey==`"DomainName"`].OutputValue' --output text)

# action, set identifier, weight, target, the target's hosted zone
weighted() {
  printf '{"Action":"%s","ResourceRecordSet":{"Name":"%s","Type":"A","SetIdentifier":"%s","Weight":%s,"AliasTarget":{"DNSName":"%s","HostedZoneId":"%s","EvaluateTargetHealth":false}}}' \
    "$1" "$NAME" "$2" "$3" "$4" "$5"
}
existing() {
  RECORD=$(aws route53 list-resource-record-sets --hosted-zone-id "$ZONE" --query "ResourceRecordSets[?Name==\`\"$NAME\"\` && Type==\`\"A\"\` && $1] | [0]" --output json)
  case $RECORD in
    null | '') echo "$NAME has no such record of type A: $1" >&2; exit 1 ;;
  esac
  printf '{"Action":"DELETE","ResourceRecordSet":%s}' "$RECORD"
}
change() {
  ID=$(aws route53 change-resource-record-sets --hosted-zone-id "$ZONE" --change-batch "{\"Changes\":[$1]}" --query ChangeInfo.Id --output text)
  aws route53 wait resource-record-sets-changed --id "$ID"
  echo INSYNC
}

case ${1:-} in
  begin)
    SIMPLE=$(existing 'AliasTarget && !SetIdentifier')
    change "$SIMPLE,$(weighted CREATE rest-api 100 "$REST" "$REST_ZONE"),$(weighted CREATE http-api 0 "$FRONT" Z2FDTNDATAQYW2)"
    ;;
  weights)
    PERCENT=${2:-}
    case $PERCENT in
      '' | *[!0-9]*) echo 'Expected a percentage' >&2; exit 2 ;;
    esac
    [ "$PERCENT" -le 100 ] || { echo 'Expected a percentage' >&2; exit 2; }
    change "$(weighted UPSERT rest-api $((100 - PERCENT)) "$REST" "$REST_ZONE"),$(weighted UPSERT http-api "$PERCENT" "$FRONT" Z2FDTNDATAQYW2)"
    ;;
  end)
    OLD=$(existing 'SetIdentifier==`"rest-api"`')
    NEW=$(existing 'SetIdentifier==`"http-api"`')
    change "$OLD,$NEW,$(printf '{"Action":"CREATE","ResourceRecordSet":{"Name":"%s","Type":"A","AliasTarget":{"DNSName":"%s","HostedZoneId":"%s","EvaluateTargetHealth":false}}}' "$NAME" "$REST" "$REST_ZONE")"
    ;;
  *) echo 'sh dns.sh begin | weights <percent of the HTTP API> | end' >&2; exit 2 ;;
esac
