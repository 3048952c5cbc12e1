namespace KioskSim.Envelope.Tests;

/// <summary>One vector of the published file: named values, then encryptions and exports in order.</summary>
sealed class RfcVector
{
    readonly Dictionary<string, byte[]> _values = [];

    public List<(byte[] Aad, byte[] Plaintext, byte[] Ciphertext)> Encryptions { get; } = [];

    public List<(byte[] Context, byte[] Secret)> Exports { get; } = [];

    public byte[] this[string name] => _values[name];

    public static RfcVector Read(string file, int mode)
    {
        var blocks = File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return Parse(blocks.Single(b => b.Contains($"mode = {mode}\n", StringComparison.Ordinal)));
    }

    static RfcVector Parse(string block)
    {
        var vector = new RfcVector();
        var group = vector._values;
        foreach (var line in block.Split('\n').Append("# end"))
        {
            if (line.StartsWith('#'))
            {
                vector.Close(group);
                group = [];
            }
            else if (line.Split('=', 2) is [var name, var value] && name.Trim() is not ("mode" or "kem_id" or "kdf_id" or "aead_id" or "L"))
            {
                group[name.Trim()] = Convert.FromHexString(value.Trim());
            }
        }

        return vector;
    }

    void Close(Dictionary<string, byte[]> group)
    {
        if (group.TryGetValue("ct", out var ciphertext))
            Encryptions.Add((group["aad"], group["pt"], ciphertext));
        else if (group.TryGetValue("exported_value", out var secret))
            Exports.Add((group["exporter_context"], secret));
    }
}
