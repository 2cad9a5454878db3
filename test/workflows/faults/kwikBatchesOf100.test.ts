// Kwik customers under every kind of fault, in batches of 100.
import { proveKwikFaults } from './kwikFaults';

proveKwikFaults(100);
