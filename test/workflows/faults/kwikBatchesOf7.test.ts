// Kwik customers under every kind of fault, in batches of 7.
import { proveKwikFaults } from './kwikFaults';

proveKwikFaults(7);
