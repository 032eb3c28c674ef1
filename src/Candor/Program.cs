Console.WriteLine("candor");
