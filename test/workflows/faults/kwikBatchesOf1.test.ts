// Kwik customers under every kind of fault, in batches of 1.
import { proveKwikFaults } from './kwikFaults';

proveKwikFaults(1);
