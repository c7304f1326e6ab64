"""Tests of the trend analyzer: tables of small diaries for each rule, and a second reading of the rules."""
