import { shallowRef } from 'vue';
import { defineStore } from 'pinia';
import type { SettingName } from '@shared/settings';
import type { SettingChangeResult, SettingInput, SettingsDescription } from '@shared/settingViews';
import type { IpcError } from '@shared/ipc/contract';
import type { Result } from '@shared/result';
import { callMain } from '../bridge';

/** Every setting as main has it, for the Settings screen alone. */
export const useSettingsStore = defineStore('settings', () => {
  const description = shallowRef<SettingsDescription | null>(null);
  let asked = 0;

  /** Answers whether main has told. Of two calls the later one counts. */
  async function load(): Promise<boolean> {
    asked += 1;
    const number = asked;
    const answer = await callMain('settings:describe', {});
    if (answer.ok && number === asked) description.value = answer.value;
    return answer.ok;
  }

  async function afterwards(
    change: Promise<Result<SettingChangeResult, IpcError>>,
  ): Promise<Result<SettingChangeResult, IpcError>> {
    const answer = await change;
    await load();
    return answer;
  }

  const change = (name: SettingName, value: SettingInput) =>
    afterwards(callMain('settings:change', { name, value: value as Mutable<SettingInput> }));
  const reset = (name: SettingName) => afterwards(callMain('settings:reset', { name }));
  const resetAll = () => afterwards(callMain('settings:resetAll', {}));

  const exportToFile = () => callMain('settings:export', {});
  const prepareImport = () => callMain('settings:prepareImport', {});
  const importPrepared = () => afterwards(callMain('settings:import', {}));
  const unlock = (pin: string) => callMain('settings:unlock', { pin });
  const lock = () => callMain('settings:lock', {});

  async function setPin(pin: string) {
    const answer = await callMain('settings:setPin', { pin });
    await load();
    return answer;
  }

  return {
    description,
    load,
    change,
    reset,
    resetAll,
    exportToFile,
    prepareImport,
    importPrepared,
    unlock,
    lock,
    setPin,
  };
});

type Mutable<Value> = Value extends readonly (infer Item)[]
  ? { -readonly [Key in keyof Item]: Item[Key] }[]
  : Value;
