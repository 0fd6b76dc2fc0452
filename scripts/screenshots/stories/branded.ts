import { join } from 'node:path';
import { beginChatWith, getConversation, say } from '../../../e2e/fixtures/customerSteps';
import { projectRoot } from '../../process/projectRoot';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

/** In the colour of an organisation and with its logo. */
export const branded: Story = {
  name: 'branded',
  places: ['desk', 'counter'],
  settings: { accentColor: '#e6b800', logo: join(projectRoot, 'resources', 'icons', 'icon.svg') },
  async tell({ page, simulator, shoot }) {
    await shoot('branded-start', SOME);
    const chatId = await beginChatWith(page, simulator, 'Kim');
    simulator.agent('Kim').say(chatId, 'Hello Chris, this is Kim. How can I help you today?');
    await say(page, 'Hi! My parcel should have been here on Tuesday.');
    await expect(getConversation(page).getByText('Sent', { exact: true })).toBeVisible();
    await shoot('branded-conversation', SOME);
  },
};
