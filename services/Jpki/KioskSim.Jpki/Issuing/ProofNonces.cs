using Dapper;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Storage;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// Nonces for a card to sign: each is good once and for 60 seconds, at whichever of JPKI's servers it is shown. Anybody on the line may ask
/// for one, so there are only so many at a time. Safe for concurrent use.
/// </summary>
/// <param name="database">Of the tables of <see cref="Store.CertificateStore"/>.</param>
/// <param name="most">Given out within those 60 seconds.</param>
public sealed class ProofNonces(Database database, Entropy entropy, TimeProvider clock, int most = 100_000)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <summary>Random bytes and a time (milliseconds since 1970): nothing of whoever asked.</summary>
    internal const string Schema = """
        CREATE TABLE proof_nonce (number INTEGER PRIMARY KEY AUTOINCREMENT, nonce BLOB NOT NULL UNIQUE, given_at INTEGER NOT NULL);
        CREATE INDEX proof_nonce_age ON proof_nonce (given_at);
        """;

    // By first and last number, which costs the same however many lie between.
    const string Open = "SELECT COALESCE((SELECT MAX(number) FROM proof_nonce) - (SELECT MIN(number) FROM proof_nonce) + 1, 0)";

    long Oldest => (clock.GetUtcNow() - Life).ToUnixTimeMilliseconds();

    /// <returns><see cref="PinResetProof.NonceSize"/> bytes.</returns>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.JpkiUnreachable"/>: more ask than JPKI serves.</exception>
    public byte[] New()
    {
        var nonce = entropy.Bytes(PinResetProof.NonceSize);
        database.Write(c =>
        {
            c.Execute("DELETE FROM proof_nonce WHERE given_at < @oldest", new { oldest = Oldest });
            if (c.QuerySingle<long>(Open) >= most)
                throw new FlowException(FlowErrorCode.JpkiUnreachable, "too many nonces are open");
            c.Execute("INSERT INTO proof_nonce (nonce, given_at) VALUES (@nonce, @now)", new { nonce, now = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        });
        return nonce;
    }

    /// <exception cref="FlowException"><see cref="FlowErrorCode.SessionExpired"/>: never given out, used, or too old.</exception>
    public void Take(ReadOnlySpan<byte> nonce)
    {
        var shown = nonce.ToArray();
        if (database.Write(c => c.Execute("DELETE FROM proof_nonce WHERE nonce = @shown AND given_at >= @oldest", new { shown, oldest = Oldest })) == 0)
            throw new FlowException(FlowErrorCode.SessionExpired, "no nonce that is good now");
    }
}
