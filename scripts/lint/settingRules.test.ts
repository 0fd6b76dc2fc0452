import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeSettings } from '../../src/main/settings/describe';
import { mergeLayers } from '../../src/main/settings/layers';
import { textLeaves, type Messages } from '../../src/renderer/src/testing/textLeaves';
import { SETTING_TEXTS } from '../../src/renderer/src/text/settingTexts';
import { LANGUAGES } from '../../src/shared/preferences';
import { settingSchemas, type SettingName } from '../../src/shared/settings';
import { projectRoot } from '../process/projectRoot';

/**
 * Main decides which settings are typed and what is refused; the page has the words for it. Neither may import the other,
 * so that they agree is found out here.
 */

const TYPED_KINDS: ReadonlySet<string> = new Set(['text', 'color', 'number', 'secret']);
/** They are typed in a form of their own, which says more closely what is wrong. */
const IN_FORM: ReadonlySet<SettingName> = new Set<SettingName>(['serverUrl', 'contactCenterId']);

const typed = describeSettings(mergeLayers({}))
  .filter(({ name, control }) => TYPED_KINDS.has(control.kind) && !IN_FORM.has(name))
  .map(({ name }) => name);

/** What a value may be at least and at most, where its schema says it in numbers. */
function findLimits(name: SettingName): number[] {
  const schema = settingSchemas[name]();
  if (schema instanceof z.ZodNumber)
    return [schema.minValue, schema.maxValue].filter((limit) => limit !== null);
  return schema instanceof z.ZodString && schema.maxLength !== null ? [schema.maxLength] : [];
}

describe('a setting that is typed', () => {
  test('has a sentence that says what its value must be like', () => {
    expect(typed).toEqual(expect.arrayContaining(['endpoint', 'accentColor', 'idleSeconds']));
    expect(typed.filter((name) => SETTING_TEXTS[name]?.rule === undefined)).toEqual([]);
  });

  test.each(LANGUAGES)('has the limits of its schema in that sentence: %s', async (language) => {
    const file = join(projectRoot, 'src', 'renderer', 'src', 'locales', `${language}.json`);
    const texts = new Map(textLeaves(JSON.parse(await readFile(file, 'utf8')) as Messages));
    for (const name of typed) {
      const rule = texts.get(SETTING_TEXTS[name]?.rule ?? '') ?? '';
      const numbers = (rule.match(/\d+/g) ?? []).map(Number);
      expect(numbers, `${name}: ${rule}`).toEqual(expect.arrayContaining(findLimits(name)));
    }
  });
});
