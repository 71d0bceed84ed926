// What there is only where it is asked for, or not there already; the framework has no variable for that.
const email = (Endpoint) => ({
  AlertsEmail: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: { Ref: 'AlertsTopic' }, Protocol: 'email', Endpoint },
  },
});

// One tag is all that a monitor takes.
const monitor = (stage) => ({
  AnomalyMonitor: {
    Type: 'AWS::CE::AnomalyMonitor',
    Properties: {
      MonitorName: `acado-${stage}`,
      MonitorType: 'CUSTOM',
      MonitorSpecification: JSON.stringify({
        Tags: { Key: 'Stage', Values: [stage], MatchOptions: ['EQUALS'] },
      }),
    },
  },
});

module.exports = async ({ resolveVariable }) => {
  const alertEmail = await resolveVariable('self:custom.alertEmail');
  const monitorArn = await resolveVariable('self:custom.anomalyMonitorArn');
  const stage = await resolveVariable('sls:stage');
  return {
    resources: {
      ...(alertEmail !== '' && email(alertEmail)),
      ...(monitorArn === '' && monitor(stage)),
    },
    monitorArn: monitorArn || { 'Fn::GetAtt': ['AnomalyMonitor', 'MonitorArn'] },
  };
};
