import { AwsError } from '../../aws-api.ts';

const MAX_LENGTH = 80;
/** Spaces, brackets, wildcards, special and control characters. */
const REFUSED = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u;

/** @throws AwsError `InvalidName` */
export const checkName = (name: string): void => {
  if (name.length === 0 || name.length > MAX_LENGTH || REFUSED.test(name))
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
};
