import { beginChatWith } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';

/** Somebody closes the window during a chat. */
export const closing: Story = {
  name: 'closing',
  places: ['desk'],
  async tell({ app, page, simulator, shoot }) {
    await beginChatWith(page, simulator, 'Kim');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot('closing');
  },
};
