export async function makePackage() {}
