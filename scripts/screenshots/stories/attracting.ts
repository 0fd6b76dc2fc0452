import { join } from 'node:path';
import type { Language } from '../../../src/shared/preferences';
import { projectRoot } from '../../process/projectRoot';
import { expect } from '../expect';
import type { Story } from '../story';

const LANGUAGES: readonly Language[] = ['en', 'ar'];

/** A counter that waits for somebody. */
export const attracting: readonly Story[] = LANGUAGES.map((language) => ({
  name: 'attract',
  places: ['counter'],
  isAttracting: true,
  language,
  async tell({ page, shoot }) {
    await expect(page.locator('.attract-view .begin')).toBeVisible();
    await shoot('attract');
  },
}));

/** With a picture and a message of an organisation, and three languages. */
export const attractingForOrganisation: readonly Story[] = LANGUAGES.map((language) => ({
  name: 'attract-own',
  places: ['counter'],
  isAttracting: true,
  language,
  settings: {
    attractMessage: { en: 'Questions about your parcel?', ar: 'هل لديكم أسئلة عن شحنتكم؟' },
    attractPicture: join(projectRoot, 'docs', 'screenshots', 'conversation.png'),
    counterLanguages: ['en', 'de', 'ar'],
    accentColor: '#7a1fa2',
  },
  async tell({ page, shoot }) {
    await expect(page.locator('.attract-view .picture')).toBeVisible();
    await shoot('attract-own');
  },
}));
