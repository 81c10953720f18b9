/** The parts of `@tgwf/co2` that the build reads; the package has no types. */
declare module "@tgwf/co2/data" {
  export const averageIntensity: { readonly data: Readonly<Record<string, number>> };
}

declare module "@tgwf/co2/data/electricity-maps" {
  interface Zone {
    readonly carbonIntensity: { readonly value: number };
  }
  export const yearly2025: { readonly data: Readonly<Record<string, Zone>> };
}
