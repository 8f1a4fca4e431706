/** The first attempt takes ten minutes, unless somebody stops it; the next ones are quick. */
export async function slowAtFirst() {
  const attempt = Number(process.env.REHEARSAL_TASK?.split('-').at(-1));
  console.log(`attempt ${attempt}`);
  if (attempt === 1) await new Promise((resolve) => setTimeout(resolve, 600_000));
}
