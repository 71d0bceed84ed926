import { z } from 'zod';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName, uuidOf } from './names.ts';
import { json, noEffect, TAGS_REASON } from './properties.ts';

const NO_BILL = 'nothing here is billed';

/** What watches the bill: accepted, so that its stacks load; there is no bill to watch. Documents must be JSON. */
export const costManagementHandlers = (accountId: string): ResourceHandler[] => [
  defineResource({
    type: 'AWS::Budgets::Budget',
    properties: z.strictObject({
      Budget: z.looseObject({ BudgetName: z.string().optional() }),
      NotificationsWithSubscribers: noEffect(NO_BILL),
      ResourceTags: noEffect(TAGS_REASON),
    }),
    put: ({ Budget }, place) => {
      const name = Budget.BudgetName ?? physicalName(place);
      return { physicalId: name, attributes: {} };
    },
  }),
  defineResource({
    type: 'AWS::CE::AnomalyMonitor',
    properties: z.strictObject({
      MonitorName: noEffect(NO_BILL),
      MonitorType: noEffect(NO_BILL),
      MonitorDimension: noEffect(NO_BILL),
      MonitorSpecification: json.optional(),
      ResourceTags: noEffect(TAGS_REASON),
    }),
    put: (_properties, place) => {
      const MonitorArn = `arn:aws:ce::${accountId}:anomalymonitor/${uuidOf(place)}`;
      return { physicalId: MonitorArn, attributes: { MonitorArn } };
    },
  }),
  defineResource({
    type: 'AWS::CE::AnomalySubscription',
    properties: z.strictObject({
      SubscriptionName: noEffect(NO_BILL),
      Frequency: noEffect(NO_BILL),
      MonitorArnList: noEffect(NO_BILL),
      Subscribers: noEffect(NO_BILL),
      Threshold: noEffect(NO_BILL),
      ThresholdExpression: json.optional(),
      ResourceTags: noEffect(TAGS_REASON),
    }),
    put: (_properties, place) => {
      const SubscriptionArn = `arn:aws:ce::${accountId}:anomalysubscription/${uuidOf(place)}`;
      return { physicalId: SubscriptionArn, attributes: { SubscriptionArn } };
    },
  }),
];
