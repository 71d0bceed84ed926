import { aSoundStack } from './a-sound-stack.ts';
import { templateProblems } from './template-problems.ts';

describe('templateProblems', () => {
  it('finds nothing in a sound stack', () => {
    expect(templateProblems({ Resources: aSoundStack().resources })).toEqual([]);
  });

  it('names errors by the resource', () => {
    const { resources } = aSoundStack();
    resources.GetOrderLambdaFunction!.Properties!.Architectures = ['x86_64'];

    expect(templateProblems({ Resources: resources })).toEqual([
      'GetOrderLambdaFunction: runs on x86_64',
    ]);
  });

  it('does not say another thing when an exemption is over', () => {
    const { resources } = aSoundStack();
    const getOrder = resources.GetOrderLambdaFunction!;
    getOrder.Properties!.Architectures = ['x86_64'];
    getOrder.Metadata = { Guardrails: { arm64: { reason: 'a driver', until: '2001-01-01' } } };

    expect(templateProblems({ Resources: resources })).toEqual([]);
  });

  it('names what is wrong with an exemption of the whole stack', () => {
    const { resources } = aSoundStack();

    expect(
      templateProblems({ Resources: resources, Metadata: { Guardrails: { tags: {} } } }),
    ).toEqual(['Metadata: its exemption from tags gives no reason']);
  });
});
