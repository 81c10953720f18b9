/** Names of cloud regions as people, consoles and tools write them, to the provider's own. */

import { type CloudProvider, OTHER_ZONES, REGION_ROWS } from "../coefficients/region-rows.ts";

/**
 * The provider's own name of a region: from any spelling of it ("East US 2", "EU_WEST_1"), a zone of it
 * ("us-east-1a", "us-central1-b"), a display name ("US East (N. Virginia)") or its place ("Frankfurt").
 */
export function regionNameOf(cloud: CloudProvider, written: string): string | undefined {
  const exact = written.toLowerCase();
  if (namesOf(cloud).get(exact) === exact) return exact;
  const whole = compact(written.replace(AREA_PREFIX, ""));
  const inBrackets = BRACKETS.exec(written)?.[1];
  const spellings = [whole, ...(inBrackets === undefined ? [] : [compact(inBrackets)])];
  for (const spelling of spellings) {
    const found = namesOf(cloud).get(spelling) ?? namesOf(cloud).get(withoutZone(spelling));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The providers' own names of their regions. */
export function regionNames(clouds: readonly CloudProvider[]): readonly string[] {
  return clouds.flatMap((cloud) => [
    ...Object.keys(REGION_ROWS[cloud]),
    ...Object.keys(OTHER_ZONES[cloud]),
  ]);
}

/** Azure's portal groups regions: "(Europe) West Europe". */
const AREA_PREFIX =
  /^\s*\((?:US|Europe|Asia Pacific|Canada|Africa|Middle East|South America)\)\s*/i;

const BRACKETS = /\(([^()]{2,40})\)/;

/** Letters and digits alone, without accents. */
function compact(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

function withoutZone(spelling: string): string {
  return spelling.replace(/(\d)[a-f]$/, "$1");
}

const NAMES = new Map<CloudProvider, ReadonlyMap<string, string>>();

function namesOf(cloud: CloudProvider): ReadonlyMap<string, string> {
  const known = NAMES.get(cloud);
  if (known !== undefined) return known;
  const own = regionNames([cloud]);
  const places = PLACES[cloud].split(" ").map((pair) => pair.split(":") as [string, string]);
  const spelt = own.flatMap((name) => [[compact(name), name] as const, [name, name] as const]);
  const made = new Map([...places, ...spelt]);
  NAMES.set(cloud, made);
  return made;
}

/** Places by which consoles call regions; Azure's display names are its names with spaces. */
const PLACES: Readonly<Record<CloudProvider, string>> = {
  aws: "nvirginia:us-east-1 northernvirginia:us-east-1 ohio:us-east-2 ncalifornia:us-west-1 northerncalifornia:us-west-1 oregon:us-west-2 useast:us-gov-east-1 uswest:us-gov-west-1 canadacentral:ca-central-1 montreal:ca-central-1 calgary:ca-west-1 mexicocentral:mx-central-1 saopaulo:sa-east-1 ireland:eu-west-1 dublin:eu-west-1 london:eu-west-2 paris:eu-west-3 frankfurt:eu-central-1 zurich:eu-central-2 stockholm:eu-north-1 milan:eu-south-1 spain:eu-south-2 mumbai:ap-south-1 hyderabad:ap-south-2 singapore:ap-southeast-1 sydney:ap-southeast-2 jakarta:ap-southeast-3 melbourne:ap-southeast-4 malaysia:ap-southeast-5 newzealand:ap-southeast-6 thailand:ap-southeast-7 bangkok:ap-southeast-7 hongkong:ap-east-1 taipei:ap-east-2 tokyo:ap-northeast-1 seoul:ap-northeast-2 osaka:ap-northeast-3 capetown:af-south-1 uae:me-central-1 bahrain:me-south-1 telaviv:il-central-1 beijing:cn-north-1 ningxia:cn-northwest-1",
  gcp: "iowa:us-central1 oklahoma:us-central2 southcarolina:us-east1 northernvirginia:us-east4 nvirginia:us-east4 columbus:us-east5 oregon:us-west1 losangeles:us-west2 saltlakecity:us-west3 lasvegas:us-west4 dallas:us-south1 montreal:northamerica-northeast1 toronto:northamerica-northeast2 mexico:northamerica-south1 saopaulo:southamerica-east1 santiago:southamerica-west1 warsaw:europe-central2 finland:europe-north1 stockholm:europe-north2 madrid:europe-southwest1 belgium:europe-west1 london:europe-west2 frankfurt:europe-west3 netherlands:europe-west4 eemshaven:europe-west4 zurich:europe-west6 milan:europe-west8 paris:europe-west9 berlin:europe-west10 turin:europe-west12 mumbai:asia-south1 delhi:asia-south2 singapore:asia-southeast1 jakarta:asia-southeast2 bangkok:asia-southeast3 sydney:australia-southeast1 melbourne:australia-southeast2 telaviv:me-west1 doha:me-central1 dammam:me-central2 johannesburg:africa-south1 taiwan:asia-east1 hongkong:asia-east2 tokyo:asia-northeast1 osaka:asia-northeast2 seoul:asia-northeast3",
  azure:
    "virginia:eastus iowa:centralus illinois:northcentralus texas:southcentralus wyoming:westcentralus california:westus washington:westus2 arizona:westus3 ireland:northeurope netherlands:westeurope frankfurt:germanywestcentral paris:francecentral london:uksouth dublin:northeurope amsterdam:westeurope",
};
