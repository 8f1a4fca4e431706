/** A few seconds: long enough to be seen at work. */
export async function slowAtFirst() {
  console.log('at work');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
}
