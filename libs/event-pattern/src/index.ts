export { compilePattern, type EventMatcher, matchesPattern, validatePattern } from './pattern.ts';
