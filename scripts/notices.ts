// The last step of the build: the licences of all that is bundled, checked, and written down for *About*.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';
import { readBundledPackages } from './supplyChain/bundledPackages';
import { checkNotices, collectNotices, type Notice } from './supplyChain/licences';

/** Data, not a package: taken out of `cldr-annotations-full` once, and kept with its licence. */
const EMOJI_NAMES: Notice = {
  name: 'Unicode CLDR (names of emoji)',
  version: '48.2.0',
  licence: 'Unicode-3.0',
  text: readFileSync(join(projectRoot, 'src/renderer/src/emoji/names/LICENSE.txt'), 'utf8').trim(),
};

await runMain(() => {
  const notices = [...collectNotices(readBundledPackages()), EMOJI_NAMES];
  checkNotices(notices);
  writeFileSync(join(projectRoot, 'out', 'notices.json'), JSON.stringify(notices));
  return Promise.resolve(0);
});
