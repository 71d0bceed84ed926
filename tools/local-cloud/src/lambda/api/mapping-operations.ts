import { AwsError } from '../../aws-api.ts';
import { json } from './answers.ts';
import { describeMapping } from './descriptions.ts';
import { parseFunctionName } from './function-name.ts';
import { type FunctionOperation } from './operation.ts';

export const listMappings: FunctionOperation = ({ mappings, context }, { query }) => {
  const name = query.get('FunctionName');
  const wanted = name ? parseFunctionName(name, context).functionName : undefined;
  const source = query.get('EventSourceArn');
  const found = mappings()
    .filter((mapping) => !wanted || mapping.functionName === wanted)
    .filter((mapping) => !source || mapping.queueArn === source);
  return json(200, {
    EventSourceMappings: found.map((mapping) => describeMapping(mapping, context)),
  });
};

export const getMapping: FunctionOperation = ({ mappings, context }, _request, { part: uuid }) => {
  const found = mappings().find((mapping) => mapping.uuid === uuid);
  if (found) return json(200, describeMapping(found, context));
  throw new AwsError(
    'ResourceNotFoundException',
    'The resource you requested does not exist.',
    404,
  );
};
