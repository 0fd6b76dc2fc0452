import { reactive, ref, watch } from 'vue';
import type { ConnectionFieldFault, IpcErrorCode } from '@shared/ipc/contract';
import type { ConnectionTestResult } from '@shared/connectionTest';
import { useAppStore, type ConnectionValues } from '../stores/app';

export type ConnectionFormState =
  | { readonly name: 'editing' }
  | { readonly name: 'testing' }
  | { readonly name: 'saving' }
  | { readonly name: 'saved' }
  | { readonly name: 'tested'; readonly result: ConnectionTestResult }
  | { readonly name: 'faulty'; readonly fault: ConnectionFieldFault }
  | { readonly name: 'notSaved' }
  | { readonly name: 'refused'; readonly code: IpcErrorCode };

/** The connection form: what is typed, what was found out about it, and the two things to do with it. */
export function useConnectionForm(onSaved: () => void) {
  const app = useAppStore();
  const values = reactive<ConnectionValues>({
    serverUrl: app.connection.serverUrl,
    contactCenterId: app.connection.contactCenterId,
  });
  const state = ref<ConnectionFormState>({ name: 'editing' });

  // A finding speaks of what was in the fields then.
  watch(values, () => {
    if (state.value.name !== 'saving') state.value = { name: 'editing' };
  });

  // A policy may change while the form is open: a field that it decides shows what it decides.
  watch(
    () => app.connection,
    ({ locked, ...decided }) => {
      for (const field of locked) values[field] = decided[field];
    },
  );

  const isBusy = () => state.value.name === 'testing' || state.value.name === 'saving';

  async function test(): Promise<void> {
    if (isBusy()) return;
    const asked: ConnectionFormState = { name: 'testing' };
    state.value = asked;
    const answer = await app.testConnection({ ...values });
    if (state.value.name !== 'testing') return;
    state.value = answer.ok ? found(answer.value) : { name: 'refused', code: answer.error.code };
  }

  async function save(): Promise<void> {
    if (isBusy()) return;
    state.value = { name: 'saving' };
    const answer = await app.saveConnection({ ...values });
    if (!answer.ok) state.value = { name: 'refused', code: answer.error.code };
    else if (answer.value.name === 'fieldFault') state.value = { name: 'faulty', fault: answer.value };
    else state.value = { name: answer.value.name };
    if (answer.ok && answer.value.name === 'saved') onSaved();
  }

  return { values, state, test, save };
}

function found(answer: ConnectionTestResult | ConnectionFieldFault): ConnectionFormState {
  return answer.name === 'fieldFault'
    ? { name: 'faulty', fault: answer }
    : { name: 'tested', result: answer };
}
