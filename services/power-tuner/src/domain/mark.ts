export { type Mark, markText, parseMark } from '@acado/tuning';
