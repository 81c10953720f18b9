/**
 * Years of Ember's averages that are older than 2024, by three-letter code. `@tgwf/co2` ships the figures
 * without them; they are in its repository (data/output/average-intensities.json @6628f83).
 */

const OLDER: Readonly<Record<number, string>> = {
  2022: `
ABW BHS CPV CAF TCD COK FLK FRO GUF PYF GRL GRD GLP GUM GNB HTI JAM JOR KIR LSO MAC MDG MWI MTQ MSR
NPL NCL PRK PSE REU KNA LCA SPM STP LKA SYR UGA UKR`,
  2023: `
AFG ALB DZA ASM AGO ATG BHR BRB BLZ BEN BTN BWA BRN BFA BDI CMR CYM COM COG COD CIV CUB DJI DMA SWZ
GNQ ERI ETH FJI GAB GMB GHA GTM GIN GUY HND HKG ISL IDN IRQ ISR LAO LBN LBR LBY MDV MLI MRT MUS MOZ
NAM NRU NIC NER PAN PNG PRY RWA VCT WSM SAU SEN SYC SLE SLB SOM SSD SDN SUR TZA TGO TON TTO TKM TCA
ARE UZB VUT VEN VGB VIR YEM ZMB ZWE`,
};

export const NEWEST_YEAR = 2024;

export const OLDER_YEARS: ReadonlyMap<string, number> = new Map(
  Object.entries(OLDER).flatMap(([year, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, Number(year)] as const),
  ),
);
