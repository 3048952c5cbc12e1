namespace KioskSim.Paper.Images.Files;

/// <summary>What one file has cost so far. Every reader asks here before it allocates and with every row it walks.</summary>
internal sealed class ScanBudget(ScanLimits limits, CancellationToken cancellation)
{
    /// <summary>Of a picture; more is no paper. JPEG has room for no more either.</summary>
    const int MostSide = 65_535;

    /// <summary>What it takes to begin unpacking, whatever then comes of it.</summary>
    const int SourceSteps = 16_384;

    long _decoded = limits.DecodedBytes;
    long _steps = limits.Steps;

    public int Pages => limits.Pages;

    /// <summary>A page's picture, if a picture of that size may be.</summary>
    public GreyImage Picture(long width, long height)
    {
        CheckSize(width, height);
        Decode(width * height);
        return new GreyImage((int)width, (int)height);
    }

    /// <summary>Refuses a picture by its declared size.</summary>
    public void CheckSize(long width, long height)
    {
        if (width <= 0 || height <= 0)
            throw ScanFileException.Damaged("A picture has no width or no height.");
        if (width > MostSide || height > MostSide || width * height > limits.PagePixels)
            throw ScanFileException.TooLarge($"A picture has {width} × {height} dots; the limit is {limits.PagePixels} in all.");
    }

    /// <summary>Before that many bytes are allocated for what the file unpacks to.</summary>
    public void Decode(long bytes)
    {
        if ((_decoded -= bytes) < 0)
            throw ScanFileException.TooLarge($"The file unpacks to more than {limits.DecodedBytes} bytes.");
    }

    /// <summary>Before that many dots, or bytes, are walked over.</summary>
    public void Step(long dots)
    {
        cancellation.ThrowIfCancellationRequested();
        if ((_steps -= dots) < 0)
            throw ScanFileException.TooLarge($"Reading the file takes more than {limits.Steps} steps.");
    }

    /// <summary>Before something that unpacks rows is made: a file may ask for one for each of its rows.</summary>
    public void Source(int width) => Step(SourceSteps + 2L * width);

    public void CheckPages(int pages)
    {
        if (pages > limits.Pages)
            throw new ScanFileException(ScanFault.TooManyPages, $"The file has more than {limits.Pages} pages.");
    }
}
