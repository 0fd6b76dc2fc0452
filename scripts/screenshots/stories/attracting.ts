import { join } from 'node:path';
import { beginChatWith, getConversation } from '../../../e2e/fixtures/customerSteps';
import { projectRoot } from '../../process/projectRoot';
import { expect } from '../expect';
import type { Story } from '../story';

/** From the attract screen of a counter to the curtain before a conversation that nobody goes on with. */
export const attracting: Story = {
  name: 'attracting',
  places: ['counter'],
  isAttracting: true,
  idleMs: 8000,
  async tell({ page, simulator, shoot }) {
    await expect(page.getByRole('heading', { name: 'How can we help you?' })).toBeVisible();
    await shoot('counter-attract');
    const chatId = await beginChatWith(page, simulator, 'Kim');
    simulator.agent('Kim').say(chatId, 'Hello Chris. Do you have the number of your parcel?');
    await expect(getConversation(page)).toContainText('Do you have the number');
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await shoot('counter-curtain');
  },
};

/** With a picture and a message of an organisation, and three languages. */
export const attractingForOrganisation: Story = {
  name: 'attracting-own',
  places: ['counter'],
  isAttracting: true,
  settings: {
    attractMessage: 'Questions about your parcel?',
    attractPicture: join(projectRoot, 'docs', 'screenshots', 'conversation.png'),
    counterLanguages: ['en', 'de', 'ar'],
    accentColor: '#7a1fa2',
  },
  async tell({ page, shoot }) {
    await expect(page.getByRole('heading', { name: 'Questions about your parcel?' })).toBeVisible();
    await shoot('counter-own');
  },
};
