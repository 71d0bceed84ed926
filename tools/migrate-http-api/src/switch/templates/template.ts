import { stringify } from 'yaml';

/** A CloudFormation template as YAML. */
export const template = (content: object): string =>
  stringify({ AWSTemplateFormatVersion: '2010-09-09', ...content }, { lineWidth: 100 });
