namespace KioskSim.Paper.Images.Files.Packed;

/// <summary>Where unpacked rows come from, whatever they were packed with.</summary>
internal interface IRowSource
{
    /// <summary>The next bytes; all that were asked for.</summary>
    /// <exception cref="ScanFileException">There are fewer.</exception>
    void Read(Span<byte> bytes);
}
