import { fault } from '../../../src/simulator';
import { askForHelp } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

const FAILURES = [
  { name: 'refused', says: 'did not let us in', reply: fault.answer({ status: 403, body: '' }) },
  {
    name: 'rejected',
    says: 'could not accept this request',
    reply: fault.answer({ status: 400, body: { statusCode: 1 } }),
  },
  {
    name: 'busy',
    says: 'Very many people',
    reply: fault.answer({ status: 503, headers: { 'Retry-After': '5' }, body: '' }),
  },
  {
    name: 'no-chat-server',
    says: 'cannot be found at its address',
    reply: fault.answer({ status: 200, body: '<html>Hi</html>' }),
  },
  {
    name: 'server-trouble',
    says: 'has a problem right now',
    reply: fault.answer({ status: 500, body: 'oops' }),
  },
  { name: 'unclear', says: 'cannot tell whether your chat started', reply: fault.loseAnswer() },
] as const;

/** Why no chat came to be. */
export const failedStarts: Story = {
  name: 'failed-start',
  places: ['desk'],
  async tell({ page, simulator, shoot }) {
    for (const { name, says, reply } of FAILURES) {
      simulator.faults.plan({ operation: 'RequestChat' }, reply);
      await askForHelp(page);
      await expect(page.getByRole('alert')).toContainText(says);
      await shoot(`failed-start-${name}`, SOME);
    }
  },
};
