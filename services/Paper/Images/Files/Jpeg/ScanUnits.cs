namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>How a scan runs over the picture: units in rows, and blocks of luminance in a unit (T.81 A.2).</summary>
internal readonly record struct ScanUnits(int Across, int Down, int LightAcross, int LightDown, int BlocksPerUnit)
{
    public long StepsPerRow => (long)Across * BlocksPerUnit;

    public static ScanUnits Of(JpegFrame frame, JpegScan scan)
    {
        if (scan.Interleaved)
        {
            var blocks = scan.Components.Sum(c => c.Component.Across * c.Component.Down);
            return new ScanUnits(frame.UnitsAcross, frame.UnitsDown, frame.Luminance.Across, frame.Luminance.Down, blocks);
        }

        var (across, down) = frame.BlocksOf(scan.Components[0].Component);
        return new ScanUnits(across, down, 1, 1, 1);
    }
}
