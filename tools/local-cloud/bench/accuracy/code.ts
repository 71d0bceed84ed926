export { MEASURED_FUNCTION as code } from '../../src/testing/measured-function.ts';
