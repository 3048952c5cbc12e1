namespace KioskSim.Jpki.Tests;

/// <summary>What becomes of good bytes in bad hands.</summary>
static class Mutation
{
    public static byte[] Of(byte[] valid, Random random)
    {
        var bytes = valid.ToArray();
        switch (random.Next(6))
        {
            case 0:
                bytes = new byte[random.Next(400)];
                random.NextBytes(bytes);
                break;
            case 1:
                bytes = bytes[..random.Next(bytes.Length)];
                break;
            case 2:
                bytes = [.. bytes, .. bytes[random.Next(bytes.Length)..]];
                break;
            case 3:
                var from = random.Next(bytes.Length);
                bytes = [.. bytes[..from], .. bytes[random.Next(bytes.Length)..]];
                break;
            default:
                for (var changes = random.Next(1, 4); changes > 0; changes--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                break;
        }

        return bytes;
    }
}
