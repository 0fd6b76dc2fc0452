/** The types that the package names are not in it. */
declare module 'vue-advanced-chat' {
  /** Makes the element `vue-advanced-chat` known to the page. */
  export function register(): void;
}
