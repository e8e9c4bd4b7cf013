/** Has git call the push guard in one clone, and takes that back. Every call may throw a `HumanError`. */
export interface PushHook {
  state(): Promise<PushHookState>;
  /** Leaves every hook that is there running. Fine when it is installed already. */
  install(): Promise<PushHookState>;
  /** Puts everything back as it was. What a person wrote by hand is left. */
  uninstall(): Promise<PushHookState>;
}

export type PushHookState =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      /** By git's configuration, by a file in the hooks folder, or by what a person wrote for their hook manager. */
      readonly by: 'configuration' | 'file' | 'hand';
      /** Where that is: a file, or a section of the configuration. */
      readonly where: string;
      /** Another hook that was there before, and that runs first. */
      readonly before?: string;
    }
  /** All is prepared, but the last step would change a file that is not ours: lines for a person to add. */
  | {
      readonly kind: 'by-hand';
      /** What owns the hooks of this clone, as a person knows it. */
      readonly owner: string;
      readonly file: string;
      readonly lines: readonly string[];
    };
