export type Semaphore = {
  /** Calls back, now or later, when a place is free; the place is kept until `release`. */
  acquire(granted: () => void): void;
  release(): void;
};

export const createSemaphore = (places: number): Semaphore => {
  const queue: Array<() => void> = [];
  let free = places;
  return {
    acquire: (granted) => {
      if (free === 0) return void queue.push(granted);
      free--;
      granted();
    },
    release: () => {
      const next = queue.shift();
      if (next) next();
      else free++;
    },
  };
};
