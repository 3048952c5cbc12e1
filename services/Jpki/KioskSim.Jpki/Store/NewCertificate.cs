namespace KioskSim.Jpki.Store;

/// <summary>A certificate about to be issued: what JPKI will know of it, and itself.</summary>
/// <param name="Der">DER.</param>
readonly record struct NewCertificate(CertificateRecord Record, byte[] Der);
