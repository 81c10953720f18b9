/** Cloud regions as published, per provider, before they are coefficients; and the grids of those without figures. */

export type CloudProvider = "aws" | "gcp" | "azure";

/** What is published of a region. The first two letters of a zone are its country. */
export interface RegionRow {
  readonly zone: string;
  readonly grid?: number;
  readonly marginal?: number;
  readonly pue?: number;
  readonly wue?: number;
  /** State of the USA, where water is known by state. */
  readonly state?: "TX" | "VA" | "WA";
}

export const REGION_ROWS: Readonly<Record<CloudProvider, Readonly<Record<string, RegionRow>>>> = {
  aws: {
    "us-east-1": {
      zone: "US-MIDA-PJM",
      grid: 396.25,
      marginal: 557.17,
      pue: 1.15,
      wue: 0.06,
      state: "VA",
    },
    "us-east-2": { zone: "US-MIDA-PJM", grid: 396.25, marginal: 557, pue: 1.12, wue: 0.06 },
    "us-west-1": { zone: "US-CAL-CISO", grid: 261.28, marginal: 381.37, pue: 1.18, wue: 0.39 },
    "us-west-2": { zone: "US-NW-BPAT", grid: 119.76, marginal: 476.66, pue: 1.12, wue: 0.12 },
    "us-gov-east-1": { zone: "US-MIDA-PJM", grid: 396.25, marginal: 557.17 },
    "us-gov-west-1": { zone: "US-NW-BPAT", grid: 119.76, marginal: 476.66 },
    "ca-central-1": { zone: "CA-QC", grid: 30.51, marginal: 457.85, pue: 1.19, wue: 0.06 },
    "ca-west-1": { zone: "CA-AB", pue: 1.13, wue: 0.04 },
    "sa-east-1": { zone: "BR-CS", grid: 89.55, marginal: 709.62, pue: 1.14, wue: 0.09 },
    "eu-west-1": { zone: "IE", grid: 403.4, marginal: 488.25, pue: 1.1, wue: 0.02 },
    "eu-west-2": { zone: "GB", grid: 187.89, marginal: 424.48, pue: 1.23, wue: 0.14 },
    "eu-west-3": { zone: "FR", grid: 52.87, marginal: 394.64, pue: 1.35 },
    "eu-central-1": { zone: "DE", grid: 370.93, marginal: 731.22, pue: 1.24, wue: 0.17 },
    "eu-central-2": { zone: "CH", grid: 83.8, marginal: 915.49 },
    "eu-north-1": { zone: "SE", grid: 24.71, marginal: 791.26, pue: 1.09, wue: 0.02 },
    "eu-south-1": { zone: "IT-NO", grid: 298.62, marginal: 386.08 },
    "eu-south-2": { zone: "ES", grid: 153.86, marginal: 363.46, pue: 1.06, wue: 0.12 },
    "ap-south-1": { zone: "IN-WE", grid: 746.98, marginal: 832.74, pue: 1.4 },
    "ap-south-2": { zone: "IN-SO", grid: 551.31, marginal: 832.74, pue: 1.43 },
    "ap-southeast-1": { zone: "SG", grid: 487.52, marginal: 349.01, pue: 1.3, wue: 1.57 },
    "ap-southeast-2": { zone: "AU-NSW", grid: 545.01, marginal: 727.59, pue: 1.14, wue: 0.1 },
    "ap-southeast-3": { zone: "ID", grid: 652.36, marginal: 779.09, pue: 1.29, wue: 2.85 },
    "ap-southeast-4": { zone: "AU-VIC", grid: 498.19, marginal: 548.15, pue: 1.07, wue: 0.06 },
    "ap-southeast-7": { zone: "TH", pue: 1.38 },
    "ap-east-1": { zone: "HK", grid: 435.36, marginal: 486.38 },
    "ap-northeast-1": { zone: "JP-TK", grid: 536.06, marginal: 535.91, pue: 1.25, wue: 1.22 },
    "ap-northeast-2": { zone: "KR", grid: 443.05, marginal: 736.69 },
    "ap-northeast-3": { zone: "JP-KN", grid: 370.3, marginal: 549.89, pue: 1.46 },
    "af-south-1": { zone: "ZA", grid: 702.03, marginal: 890.21, pue: 1.19 },
    "me-central-1": { zone: "AE", grid: 381.54, marginal: 416.6, pue: 1.25 },
    // The table has 700 g for Bahrain, its mark for "no data": the zone's figure stands instead.
    "me-south-1": { zone: "BH", marginal: 413.69, pue: 1.33 },
    "il-central-1": { zone: "IL", grid: 533.04, marginal: 497.07, pue: 1.27 },
    "cn-north-1": { zone: "CN", marginal: 843.63 },
    "cn-northwest-1": { zone: "CN", marginal: 843.63, pue: 1.25 },
  },
  gcp: {
    "us-central1": { zone: "US-MIDW-MISO", grid: 431.95, marginal: 585.88, pue: 1.11 },
    "us-central2": { zone: "US-CENT-SWPP", grid: 417.39 },
    "us-east1": { zone: "US-CAR-SC", grid: 579.44, marginal: 725.76, pue: 1.09 },
    "us-east4": { zone: "US-MIDA-PJM", grid: 343.48, marginal: 557.17, pue: 1.08, state: "VA" },
    "us-east5": { zone: "US-MIDA-PJM", grid: 343.48, marginal: 557, pue: 1.06 },
    "us-east7": { zone: "US-TEN-TVA", grid: 339.89 },
    "us-west1": { zone: "US-NW-BPAT", grid: 97.85, marginal: 476.66, pue: 1.1 },
    "us-west2": { zone: "US-CAL-CISO", grid: 149.91, marginal: 535.56 },
    "us-west3": { zone: "US-NW-PACE", grid: 567.51, marginal: 670.36 },
    "us-west4": { zone: "US-NW-NEVP", grid: 360, marginal: 464.06, pue: 1.09 },
    "us-south1": { zone: "US-TEX-ERCO", grid: 299.13, marginal: 484.03, pue: 1.1, state: "TX" },
    "northamerica-northeast1": { zone: "CA-QC", grid: 11.36, marginal: 457.85 },
    "northamerica-northeast2": { zone: "CA-ON", grid: 74.2, marginal: 396.66 },
    "northamerica-south1": { zone: "MX", grid: 293.25 },
    "southamerica-east1": { zone: "BR-CS", grid: 73.25, marginal: 709.62 },
    "southamerica-west1": { zone: "CL-SEN", grid: 209.94, marginal: 627.77, pue: 1.08 },
    "europe-central2": { zone: "PL", grid: 498.57, marginal: 862.29 },
    "europe-north1": { zone: "FI", grid: 29.84, marginal: 794.87, pue: 1.1 },
    "europe-north2": { zone: "SE", grid: 19.39 },
    "europe-southwest1": { zone: "ES", grid: 95.75, marginal: 363.46 },
    "europe-west1": { zone: "BE", grid: 126.43, marginal: 415.75, pue: 1.08 },
    "europe-west2": { zone: "GB", grid: 109.39, marginal: 424.48 },
    "europe-west3": { zone: "DE", grid: 275.81, marginal: 731.22 },
    "europe-west4": { zone: "NL", grid: 194.35, marginal: 501.34, pue: 1.07 },
    "europe-west6": { zone: "CH", grid: 21.2, marginal: 915.49 },
    "europe-west8": { zone: "IT-NO", grid: 202.03, marginal: 386.08 },
    "europe-west9": { zone: "FR", grid: 15.83, marginal: 394.64 },
    "europe-west10": { zone: "DE", grid: 275.81 },
    "europe-west12": { zone: "IT-NO", grid: 202.03, marginal: 386.08 },
    "asia-south1": { zone: "IN-WE", grid: 598.45, marginal: 832.74 },
    "asia-south2": { zone: "IN-NO", grid: 472.55, marginal: 832.74 },
    "asia-southeast1": { zone: "SG", grid: 365.66, marginal: 349.01, pue: 1.12 },
    "asia-southeast2": { zone: "ID", grid: 587.8, marginal: 779.09 },
    "asia-southeast3": { zone: "TH", grid: 364.68 },
    "asia-east1": { zone: "TW", grid: 427.95, marginal: 551.9, pue: 1.13 },
    "asia-east2": { zone: "HK", grid: 488.52, marginal: 486.38 },
    "asia-northeast1": { zone: "JP-TK", grid: 449.23, marginal: 535.91, pue: 1.12 },
    "asia-northeast2": { zone: "JP-KN", grid: 298.92, marginal: 549.89 },
    "asia-northeast3": { zone: "KR", grid: 359.05, marginal: 736.69 },
    "australia-southeast1": { zone: "AU-NSW", grid: 468.34, marginal: 727.59 },
    "australia-southeast2": { zone: "AU-VIC", grid: 415.89, marginal: 548.15 },
    "me-west1": { zone: "IL", grid: 380.95, marginal: 497.07 },
    "me-central1": { zone: "QA", grid: 370, marginal: 461.22 },
    "me-central2": { zone: "SA", grid: 381.29, marginal: 511.31 },
    "africa-south1": { zone: "ZA", grid: 641.42, marginal: 890.21 },
  },
  azure: {
    eastus: { zone: "US-MIDA-PJM", grid: 396.25, marginal: 557.17, pue: 1.14, state: "VA" },
    eastus2: { zone: "US-MIDA-PJM", grid: 396.25, marginal: 557.17, pue: 1.14, state: "VA" },
    eastus3: { zone: "US-SE-SOCO", grid: 435.76, marginal: 530.63 },
    centralus: { zone: "US-MIDW-MISO", grid: 501.42, marginal: 585.88, pue: 1.16 },
    northcentralus: { zone: "US-MIDW-MISO", grid: 501.42, marginal: 628.91, pue: 1.35 },
    southcentralus: { zone: "US-TEX-ERCO", grid: 388.76, marginal: 518.56, pue: 1.28, state: "TX" },
    westcentralus: { zone: "US-NW-WACM", marginal: 905.93, pue: 1.11 },
    // The table calls Quincy in Washington "westus"; there is West US 2, and West US is in California.
    westus2: { zone: "US-NW-BPAT", grid: 119.76, marginal: 476.66, pue: 1.15, state: "WA" },
    westus3: { zone: "US-SW-AZPS", marginal: 532.74, pue: 1.18 },
    brazilsouth: { zone: "BR-CS", grid: 89.55, marginal: 709.62 },
    mexicocentral: { zone: "MX", marginal: 417.76 },
    northeurope: { zone: "IE", grid: 403.4, marginal: 488.25, pue: 1.19 },
    westeurope: { zone: "NL", grid: 283.17, marginal: 501.34, pue: 1.14 },
    swedencentral: { zone: "SE", grid: 24.71, marginal: 791.26, pue: 1.16 },
    denmarkeast: { zone: "DK-DK2", grid: 136.81, marginal: 643.49 },
    austriaeast: { zone: "AT", grid: 160.36, marginal: 635.7 },
    polandcentral: { zone: "PL", grid: 749.28, marginal: 862.29 },
    italynorth: { zone: "IT-NO", grid: 298.62, marginal: 386.08 },
    spaincentral: { zone: "ES", grid: 153.86, marginal: 363.46 },
    greececentral: { zone: "GR", grid: 368.75, marginal: 445.16 },
    southeastasia: { zone: "SG", grid: 487.52, marginal: 349.01, pue: 1.34 },
    taiwannorth: { zone: "TW", grid: 537.64, marginal: 551.9 },
    indiasouthcentral: { zone: "IN-SO", grid: 551.31, marginal: 832.74 },
    australiaeast: { zone: "AU-NSW", grid: 545.01, marginal: 727.59 },
    australiasoutheast: { zone: "AU-VIC", grid: 498.19, marginal: 548.15 },
    newzealandnorth: { zone: "NZ", grid: 96.81, marginal: 704.69 },
  },
};

/** Regions for which no figure is published, with the grid zone or country that they stand in. */
export const OTHER_ZONES: Readonly<Record<CloudProvider, Readonly<Record<string, string>>>> = {
  aws: zones("ap-southeast-5:MY-WM ap-southeast-6:NZ ap-east-2:TW mx-central-1:MX"),
  gcp: zones("europe-west5:DE"),
  azure: zones(
    "westus:US-CAL-CISO usgovvirginia:US-MIDA-PJM usgovtexas:US-TEX-ERCO usgovarizona:US-SW-AZPS canadacentral:CA-ON canadaeast:CA-QC brazilsoutheast:BR-CS chilecentral:CL-SEN francecentral:FR francesouth:FR germanywestcentral:DE germanynorth:DE switzerlandnorth:CH switzerlandwest:CH norwayeast:NO-NO1 norwaywest:NO-NO2 swedensouth:SE-SE4 uksouth:GB ukwest:GB belgiumcentral:BE finlandcentral:FI eastasia:HK japaneast:JP-TK japanwest:JP-KN koreacentral:KR koreasouth:KR centralindia:IN-WE westindia:IN-WE southindia:IN-SO indonesiacentral:ID malaysiawest:MY-WM australiacentral:AU-NSW southafricanorth:ZA southafricawest:ZA uaenorth:AE uaecentral:AE qatarcentral:QA israelcentral:IL chinaeast:CN chinanorth:CN",
  ),
};

function zones(pairs: string): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.split(" ").map((pair) => pair.split(":")));
}
