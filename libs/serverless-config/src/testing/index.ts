export { readCompiledTemplate, type CompiledTemplate } from './read-template.ts';
export { templateProblems } from './template-problems.ts';
