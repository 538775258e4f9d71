import { join } from 'node:path';
import {
  type DeliveryArchive,
  type Quarantine,
  quarantineName,
} from '../core/store/raw-delivery.ts';
import { writeWhole } from './write-whole.ts';

/** Keeps verified deliveries as files: `<folder>/dt=<day>/<delivery id>.json`. */
export function archiveFolder(folder: string): DeliveryArchive {
  return {
    archive: (delivery) => {
      const day = `dt=${delivery.received_at.slice(0, 10)}`;
      return writeWhole(join(folder, day, `${delivery.delivery_id}.json`), pretty(delivery));
    },
  };
}

/** Keeps what could not be logged as files with the reasons: `<folder>/<source>/<hash>.json`. */
export function quarantineFolder(folder: string): Quarantine {
  return {
    quarantine: (delivery, reasons) => {
      const path = join(folder, `${quarantineName(delivery)}.json`);
      return writeWhole(path, pretty({ ...delivery, reasons }));
    },
  };
}

function pretty(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
