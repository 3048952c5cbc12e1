using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace KioskSim.Fixtures;

/// <summary>
/// RSA-2048 keys for authorities of tests, handed out one after another. To make one takes a third of a second, so each is made once a
/// run: the same set gives the same keys in the same order, another set gives others.
/// </summary>
public sealed class TestKeys(int set = 0)
{
    static readonly ConcurrentDictionary<(int Set, int Number), Lazy<byte[]>> Made = new();

    int _taken;

    public RSA Next()
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Made.GetOrAdd((set, _taken++), _ => new Lazy<byte[]>(Make)).Value, out _);
        return key;
    }

    static byte[] Make()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKey();
    }
}
