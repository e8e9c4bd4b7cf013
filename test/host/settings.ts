/** VS Code settings, as in a `settings.json`. */
export type Settings = Readonly<Record<string, unknown>>;

/** Each theme's id in settings, its name in the picker, and the class that the workbench has when it is on. */
export const themes = {
  light: { id: 'Light Modern', label: 'Light Modern', className: 'vs' },
  dark: { id: 'Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
  'high-contrast': { id: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
  'high-contrast-light': {
    id: 'Default High Contrast Light',
    label: 'Light High Contrast',
    className: 'hc-light',
  },
} as const;

export type Theme = keyof typeof themes;

/** A VS Code that shows the product and nothing else: no welcome page, no chat, no network of its own. */
export function quietSettings(theme: Theme): Settings {
  return {
    'workbench.colorTheme': themes[theme].id,
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
    // Drawn in the window on the desktop too, where a test can see it.
    'window.dialogStyle': 'custom',
    'files.simpleDialog.enable': true,
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.welcomePage.walkthroughs.openOnInstall': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.enableExperiments': false,
    'workbench.reduceMotion': 'on',
    'chat.disableAIFeatures': true,
    'chat.agentHost.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'update.showReleaseNotes': false,
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'extensions.ignoreRecommendations': true,
    'git.autofetch': false,
    'git.openRepositoryInParentFolders': 'never',
    'npm.fetchOnlinePackageInfo': false,
    'json.schemaDownload.enable': false,
    'terminal.integrated.suggest.enabled': false,
    'typescript.disableAutomaticTypeAcquisition': true,
    'security.workspace.trust.banner': 'never',
    'security.workspace.trust.startupPrompt': 'never',
  };
}
