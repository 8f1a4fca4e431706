/** What settings were made of; a key at the top of the file takes the place of the sample's whole. */
export interface SettingsLayers {
  sample?: unknown;
  file?: unknown;
}

const layers = new WeakMap<object, SettingsLayers>();

/** Beside the settings, which stay what they are for everybody else. */
export function rememberLayers<S extends object>(settings: S, from: SettingsLayers): S {
  layers.set(settings, from);
  return settings;
}

export function layersOf(settings: object): SettingsLayers {
  return layers.get(settings) ?? {};
}
