import { computed, shallowRef } from 'vue';
import { defineStore } from 'pinia';
import { NO_STAFF_VIEW, type StaffView } from '@shared/staff';
import { callMain } from '../bridge';

/** Who looks after this counter now, as main has it, and what they ask of it. */
export const useStaffStore = defineStore('staff', () => {
  const view = shallowRef<StaffView>(NO_STAFF_VIEW);

  const hasPin = computed(() => view.value.hasPin);
  const role = computed(() => view.value.role);
  const outOfService = computed(() => view.value.outOfService);

  function apply(next: StaffView): void {
    view.value = next;
  }

  const unlock = (pin: string) => callMain('staff:unlock', { pin });
  const keepOpen = () => callMain('staff:keepOpen', {});
  const lock = () => callMain('staff:lock', {});
  const setOutOfService = (on: boolean) => callMain('staff:setOutOfService', { outOfService: on });
  const restart = () => callMain('staff:restart', {});
  const exit = () => callMain('staff:exit', {});
  const testConnection = () => callMain('staff:testConnection', {});
  const getStatus = () => callMain('diagnostics:getStatus', {});

  return {
    hasPin,
    role,
    outOfService,
    apply,
    unlock,
    keepOpen,
    lock,
    setOutOfService,
    restart,
    exit,
    testConnection,
    getStatus,
  };
});
