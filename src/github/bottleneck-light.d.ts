/** The light build of bottleneck ships without types; they are those of the whole one. */
declare module "bottleneck/light.js" {
  import Bottleneck from "bottleneck";
  export default Bottleneck;
}
