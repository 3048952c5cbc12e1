namespace KioskSim.Jpki.Store;

/// <summary>One generation of the authority as it is kept: certificates in DER, keys in PKCS#8.</summary>
sealed record StoredGeneration(long Number, long Purpose, byte[] Certificate, byte[] Key, byte[] ResponderCertificate, byte[] ResponderKey);
