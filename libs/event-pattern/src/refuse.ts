/** Ends the compilation of one pattern element with a problem in AWS's words. */
export const refuse = (problem: string): never => {
  throw new Error(problem);
};
