using System.Security.Cryptography;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Certificates;

/// <summary>Which signatures are believed at all. What is not named here is refused before a key is looked at.</summary>
[Flags]
public enum AcceptedSignatures
{
    None = 0,

    /// <summary>RSA of 2048 to 4096 bits, PKCS#1 v1.5, with SHA-256 or longer: all that JPKI uses.</summary>
    Rsa = 1,

    /// <summary>On the curves P-256, P-384 and P-521 by name, with SHA-256 or longer. Parameters in place of a name are refused.</summary>
    Ecdsa = 2,

    /// <summary>DSA, also of 1024 bits and with SHA-1: for published test vectors.</summary>
    Dsa = 4,

    /// <summary>RSA with SHA-1, which anybody may forge for some money.</summary>
    RsaWithSha1 = 8,
}

/// <summary>A signature algorithm by its identifier: which of the accepted ones it is, and its hash.</summary>
readonly record struct SignatureAlgorithm(AcceptedSignatures Kind, HashAlgorithmName Hash)
{
    /// <returns>Kind is <see cref="AcceptedSignatures.None"/> for an algorithm that is not known.</returns>
    public static SignatureAlgorithm Find(string identifier) => identifier switch
    {
        Oids.Sha256WithRsa => new(AcceptedSignatures.Rsa, HashAlgorithmName.SHA256),
        Oids.Sha384WithRsa => new(AcceptedSignatures.Rsa, HashAlgorithmName.SHA384),
        Oids.Sha512WithRsa => new(AcceptedSignatures.Rsa, HashAlgorithmName.SHA512),
        Oids.Sha256WithEcdsa => new(AcceptedSignatures.Ecdsa, HashAlgorithmName.SHA256),
        Oids.Sha384WithEcdsa => new(AcceptedSignatures.Ecdsa, HashAlgorithmName.SHA384),
        Oids.Sha512WithEcdsa => new(AcceptedSignatures.Ecdsa, HashAlgorithmName.SHA512),
        Oids.Sha1WithDsa => new(AcceptedSignatures.Dsa, HashAlgorithmName.SHA1),
        Oids.Sha256WithDsa => new(AcceptedSignatures.Dsa, HashAlgorithmName.SHA256),
        Oids.Sha1WithRsa => new(AcceptedSignatures.RsaWithSha1, HashAlgorithmName.SHA1),
        _ => default,
    };

    public bool IsIn(AcceptedSignatures accepted) => (Kind & accepted) != AcceptedSignatures.None;
}
