/** `PlaceOrderLambdaFunction` is the framework's name of `placeOrder`. */
export const functionKey = (name: string): string => {
  const [, key] = /^(\w+)LambdaFunction$/.exec(name) ?? [];
  return key === undefined ? name : key.charAt(0).toLowerCase() + key.slice(1);
};
