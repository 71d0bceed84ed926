// Comma-separated name patterns as the ARNs that IAM wants; the framework has no variable that maps a list.
const arns = (names) =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      if (!/^[\w*-]+$/.test(name))
        throw new Error(`"${name}" is no name of a function with * (throttleableFunctions)`);
      return {
        'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}`,
      };
    });

module.exports = async ({ resolveVariable }) => {
  const throttleable = arns(await resolveVariable('self:custom.throttleableFunctions'));
  return {
    // A statement must name something: nobody has this name.
    throttleable: throttleable.length > 0 ? throttleable : arns('nothing-may-be-throttled'),
    protected: arns(await resolveVariable('self:custom.protectedFunctions')),
  };
};
