using System.Text;
using KioskSim.Benchmarks.Jpki;
using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble;

namespace KioskSim.Benchmarks.Paper;

/// <summary>A symbol that carries bytes on paper: how it is made, and who reads it from a picture.</summary>
/// <param name="Quiet">White modules that it needs on each side.</param>
/// <param name="Read">From the path of a picture in PGM: the bytes, or nothing.</param>
sealed record PrintedSymbol(string Name, byte[] Bytes, Bitmap Modules, int Quiet, Func<string, GreyImage, Task<byte[]>> Read)
{
    const string Qr = "QR 40-L, zbar";
    const string DataMatrix = "Data Matrix 144, libdmtx";

    static readonly ScrambleReader Reader = new();

    /// <param name="dots">Of 600 dpi, a module.</param>
    public double BytesPerSquareCentimetre(int dots)
    {
        const double DotsPerCentimetre = 600 / 2.54;
        return Bytes.Length / ((Modules.Width + 2 * Quiet) * dots / DotsPerCentimetre * ((Modules.Height + 2 * Quiet) * dots / DotsPerCentimetre));
    }

    /// <summary>Ours at two sizes, and what others print.</summary>
    public static async Task<IReadOnlyList<PrintedSymbol>> MakeAsync(string folder) =>
        [Ours(4_200), Ours(16_000), await QrAsync(folder), await DataMatrixAsync(folder)];

    static PrintedSymbol Ours(int bytes)
    {
        var payload = new byte[bytes];
        new Random(1).NextBytes(payload);
        return new PrintedSymbol($"scramble image, {bytes:N0} B", payload, ScrambleImage.Encode(payload), 2, (_, picture) => Task.FromResult(Reader.Read(picture).Payload ?? []));
    }

    static async Task<PrintedSymbol> QrAsync(string folder)
    {
        // Letters, since zbar takes bytes for text and converts them; in byte mode they take the same room.
        var bytes = Letters(2_953);
        var input = Path.Combine(folder, "qr.txt");
        File.WriteAllBytes(input, bytes);
        var drawn = (await Tool.RunAsync("qrencode", "-8", "-v", "40", "-l", "L", "-m", "0", "-t", "ASCII", "-r", input, "-o", "-")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var modules = new Bitmap(drawn.Length, drawn.Length);
        for (var y = 0; y < modules.Height; y++)
        {
            for (var x = 0; x < modules.Width; x++)
                modules[x, y] = 2 * x < drawn[y].Length && drawn[y][2 * x] == '#';
        }

        return new PrintedSymbol(Qr, bytes, modules, 4, async (path, _) => Encoding.Latin1.GetBytes(await SaysAsync("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", path)));
    }

    static async Task<PrintedSymbol> DataMatrixAsync(string folder)
    {
        var bytes = Letters(1_500);
        var (input, output) = (Path.Combine(folder, "dm.txt"), Path.Combine(folder, "dm.pgm"));
        File.WriteAllBytes(input, bytes);
        await Tool.RunAsync("dmtxwrite", "-e", "8", "-s", "144x144", "-d", "1", "-m", "1", "-f", "PGM", "-o", output, input);
        const int Side = 144;
        var drawn = File.ReadAllBytes(output).AsSpan()[^((Side + 2) * (Side + 2))..]; // a margin of one is the least it draws
        var modules = new Bitmap(Side, Side);
        for (var i = 0; i < Side * Side; i++)
            modules[i % Side, i / Side] = drawn[(i / Side + 1) * (Side + 2) + i % Side + 1] < 128;
        return new PrintedSymbol(DataMatrix, bytes, modules, 1, async (path, _) => Encoding.Latin1.GetBytes(await SaysAsync("dmtxread", "-N", "1", "-m", "1500", "-s", "144x144", path)));
    }

    static byte[] Letters(int count)
    {
        var chance = new Random(2);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)chance.Next('a', 'z' + 1))];
    }

    /// <summary>Nothing where it found nothing, which both say by their exit code.</summary>
    static async Task<string> SaysAsync(string program, params string[] arguments)
    {
        using var process = Tool.Start(program, ".", arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await errors;
        return output.TrimEnd('\n');
    }
}
