/** The part of `@tgwf/co2` that the build reads; the package has no types. */
declare module "@tgwf/co2/data" {
  export const averageIntensity: { readonly data: Readonly<Record<string, number>> };
}
