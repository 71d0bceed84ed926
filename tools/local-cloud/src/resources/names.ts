import { createHash } from 'node:crypto';
import { type ResourcePlace } from './handler.ts';

const digestOf = ({ stack, logicalId }: ResourcePlace): string =>
  createHash('sha256').update(`${stack.stackName}/${logicalId}`).digest('hex');

/** The name of a resource that the template leaves unnamed: as CloudFormation forms it, but the same every time. */
export const physicalName = (place: ResourcePlace, maxLength = 64): string => {
  const suffix = digestOf(place).slice(0, 12);
  const name = `${place.stack.stackName}-${place.logicalId}`;
  return `${name.slice(0, maxLength - suffix.length - 1)}-${suffix}`;
};

/** A short id in the manner of API Gateway's. */
export const shortId = (place: ResourcePlace): string =>
  BigInt(`0x${digestOf(place).slice(0, 16)}`)
    .toString(36)
    .slice(0, 10);

export const uuidOf = (place: ResourcePlace): string => {
  const hex = digestOf(place);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** The function's name in what CloudFormation accepts for one: a name, an ARN, either with a qualifier. */
export const functionNameOf = (nameOrArn: string): string => {
  const parts = nameOrArn.split(':');
  return (nameOrArn.startsWith('arn:') ? parts[6] : parts[0]) ?? nameOrArn;
};
